// Every word the page says, in Spanish and English.

const WORDS = {
  es: {
    title: "Teléfonos de huéspedes", newGuest: "Nuevo huésped", wires: "Cables", language: "Switch to English", languageShort: "EN",
    theme: "Cambiar entre claro y oscuro", business: "Cuenta de empresa", typing: "escribiendo…", write: "Escribí un mensaje", attach: "Adjuntar",
    send: "Enviar", record: "Grabar un mensaje de voz", cancel: "Cancelar", close: "Cerrar", options: "Opciones ·", chooseHotel: "Elegir hotel",
    empty: "Escribile al hotel como si fueras", today: "Hoy", yesterday: "Ayer", edited: "editado", deleted: "Eliminaste este mensaje",
    photo: "Foto", document: "Documento", location: "Ubicación", contact: "Contacto", sticker: "Sticker", video: "Video", voice: "Mensaje de voz",
    messageMenu: "Acciones del mensaje", reply: "Responder", edit: "Editar", erase: "Eliminar para todos", react: "Reaccionar", removeReaction: "Quitar reacción",
    replyingTo: "Respondés a", editing: "Editás tu mensaje", you: "Vos", sendChoice: "Enviar elección", shareLocation: "Enviar ubicación", shareContact: "Compartir mi contacto",
    place: "Lugar", latitude: "Latitud", longitude: "Longitud", placeName: "Nombre del lugar (opcional)", myCard: "Mi contacto", name: "Nombre", phone: "Teléfono",
    country: "País", username: "Usuario (opcional, oculta el número)", create: "Crear", offline: "Teléfono sin conexión", offlineHint: "Lo que llega queda en un solo tilde",
    receiptsOff: "Sin confirmación de lectura", receiptsHint: "El hotel nunca ve «leído»", hides: "Usuario sin número", hidesHint: "Los avisos llegan sin teléfono",
    duplicates: "Entregas duplicadas", duplicatesHint: "Cada aviso llega dos veces", outOfOrder: "Entregas desordenadas", outOfOrderHint: "Los avisos se adelantan unos a otros",
    forward: "Adelantar el reloj 25 h", forwardHint: "Cierra la ventana de 24 horas", forwarded: "Pasaron 25 horas: la ventana está cerrada", block: "Bloquear este hotel", unblock: "Desbloquear este hotel",
    blocked: "Bloqueaste a este hotel", hotelWrites: "El hotel escribe desde su propio teléfono", hotelWritesHint: "Conserje se entera por un eco", hotelText: "Mensaje del hotel",
    fromApp: "desde el teléfono del hotel", waiting: "en espera", noNetwork: "Sin conexión", held: "mensajes en espera:", notArrived: "No llegó", country_BR8: "número de ocho cifras", country_MX1: "número con 521",
    subscription_good: "Webhook conectado", subscription_waiting: "Esperando el webhook", subscription_refused: "El webhook no aceptó la prueba", pending: "por entregar",
    wiresTitle: "Últimos intercambios", nothingYet: "Todavía no pasó nada por los cables.", request: "Enviado", answer: "Respuesta", hotelCalled: "hotel → teléfono", phoneCalled: "teléfono → hotel",
    cut: "cortado", trouble: "Problemas a pedido", latency: "Demora de la API", nextFails: "El próximo envío…", orderIt: "Pedir", ordered: "Pedido: el próximo envío va a fallar", startOver: "Empezar de cero",
    startOverSure: "Se borran todas las charlas de estos teléfonos. ¿Seguimos?", fault_error: "responde error", fault_cut: "se acepta y se corta la línea", fault_late_error: "se acepta y falla después", fault_delay: "tarda 5 segundos",
    fault_server_error: "HTTP 500", micDenied: "El navegador no dio permiso para usar el micrófono.", micMissing: "Este navegador no puede grabar sonido.", lost: "Se perdió la conexión con el teléfono. Reintentando…",
    status_waiting: "En espera", status_accepted: "Aceptado", status_sent: "Enviado", status_delivered: "Entregado", status_read: "Leído", status_played: "Escuchado", status_failed: "Falló", play: "Reproducir", pause: "Pausar",
    formReply: "Completar el formulario", formAnswer: "Respuesta (JSON)", openLink: "Abrir enlace", guests: "Huéspedes", noFile: "El archivo ya no está", encrypted: "Prueba local: nada sale de tu computadora", own: "Otro lugar",
    spoken: "Nota hablada", noVoice: "Estas notas las habla el programa espeak-ng, que no está instalado (Debian: apt install espeak-ng).", language_es: "Español", language_en: "Inglés", language_pt: "Portugués",
  },
  en: {
    title: "Guests' phones", newGuest: "New guest", wires: "Wires", language: "Cambiar a español", languageShort: "ES",
    theme: "Switch light and dark", business: "Business account", typing: "typing…", write: "Write a message", attach: "Attach",
    send: "Send", record: "Record a voice message", cancel: "Cancel", close: "Close", options: "Options ·", chooseHotel: "Choose a hotel",
    empty: "Write to the hotel as", today: "Today", yesterday: "Yesterday", edited: "edited", deleted: "You deleted this message",
    photo: "Photo", document: "Document", location: "Location", contact: "Contact", sticker: "Sticker", video: "Video", voice: "Voice message",
    messageMenu: "Message actions", reply: "Reply", edit: "Edit", erase: "Delete for everyone", react: "React", removeReaction: "Remove reaction",
    replyingTo: "Replying to", editing: "Editing your message", you: "You", sendChoice: "Send choice", shareLocation: "Send location", shareContact: "Share my contact",
    place: "Place", latitude: "Latitude", longitude: "Longitude", placeName: "Name of the place (optional)", myCard: "My contact", name: "Name", phone: "Phone",
    country: "Country", username: "Username (optional, hides the number)", create: "Create", offline: "Phone offline", offlineHint: "What arrives stays at one tick",
    receiptsOff: "Read receipts off", receiptsHint: "The hotel never sees “read”", hides: "Username without a number", hidesHint: "Webhooks carry no phone number",
    duplicates: "Duplicate deliveries", duplicatesHint: "Every webhook arrives twice", outOfOrder: "Out-of-order deliveries", outOfOrderHint: "Webhooks overtake each other",
    forward: "Move the clock 25 h forward", forwardHint: "Closes the 24-hour window", forwarded: "25 hours went by: the window is closed", block: "Block this hotel", unblock: "Unblock this hotel",
    blocked: "You blocked this hotel", hotelWrites: "The hotel writes from its own phone", hotelWritesHint: "Conserje hears an echo", hotelText: "The hotel's message",
    fromApp: "from the hotel's phone", waiting: "waiting", noNetwork: "Offline", held: "messages waiting:", notArrived: "Not delivered", country_BR8: "number of eight digits", country_MX1: "number with 521",
    subscription_good: "Webhook connected", subscription_waiting: "Waiting for the webhook", subscription_refused: "The webhook failed the check", pending: "to deliver",
    wiresTitle: "Last exchanges", nothingYet: "Nothing has gone over the wires yet.", request: "Sent", answer: "Answer", hotelCalled: "hotel → phone", phoneCalled: "phone → hotel",
    cut: "cut", trouble: "Trouble on order", latency: "API latency", nextFails: "The next send…", orderIt: "Order", ordered: "Ordered: the next send will fail", startOver: "Start over",
    startOverSure: "This erases all chats of these phones. Go on?", fault_error: "answers an error", fault_cut: "is accepted, then the line is cut", fault_late_error: "is accepted and fails later", fault_delay: "takes 5 seconds",
    fault_server_error: "HTTP 500", micDenied: "The browser gave no permission to use the microphone.", micMissing: "This browser cannot record sound.", lost: "The connection to the phone was lost. Trying again…",
    status_waiting: "Waiting", status_accepted: "Accepted", status_sent: "Sent", status_delivered: "Delivered", status_read: "Read", status_played: "Played", status_failed: "Failed", play: "Play", pause: "Pause",
    formReply: "Fill in the form", formAnswer: "Answer (JSON)", openLink: "Open link", guests: "Guests", noFile: "The file is gone", encrypted: "Local test: nothing leaves your computer", own: "Another place",
    spoken: "Spoken note", noVoice: "These notes are spoken by the program espeak-ng, which is not installed (Debian: apt install espeak-ng).", language_es: "Spanish", language_en: "English", language_pt: "Portuguese",
  },
};

let language = localStorage.getItem("phone.language") ?? "es";
document.documentElement.lang = language;

export const say = (key) => WORDS[language][key] ?? key;
export const locale = () => (language === "es" ? "es-AR" : "en-GB");

export function switchLanguage() {
  language = language === "es" ? "en" : "es";
  localStorage.setItem("phone.language", language);
  document.documentElement.lang = language;
}
