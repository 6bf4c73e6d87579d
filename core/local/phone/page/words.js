// Every word the page says, in Spanish, English and Portuguese.

const WORDS = {
  es: {
    title: "Teléfonos de huéspedes", newGuest: "Nuevo huésped", wires: "Tráfico", language: "Switch to English", languageShort: "EN",
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
    subscription_good: "Conectado con Conserje", subscription_waiting: "Esperando a Conserje", subscription_refused: "Conserje no aceptó la prueba", pending: "por entregar",
    wiresTitle: "Últimos intercambios", nothingYet: "Todavía no pasó nada por acá.", request: "Enviado", answer: "Respuesta", hotelCalled: "hotel → teléfono", phoneCalled: "teléfono → hotel",
    cut: "cortado", trouble: "Simular fallas", latency: "Demora de la API", nextFails: "El próximo envío…", orderIt: "Simular", ordered: "Listo: el próximo envío va a fallar", startOver: "Empezar de cero",
    startOverSure: "Se borran todas las charlas de estos teléfonos. ¿Seguimos?", fault_error: "responde error", fault_cut: "se acepta y se corta la línea", fault_late_error: "se acepta y falla después", fault_delay: "tarda 5 segundos",
    fault_server_error: "HTTP 500", micDenied: "El navegador no dio permiso para usar el micrófono.", micMissing: "Este navegador no puede grabar sonido.", lost: "Se perdió la conexión con el teléfono. Reintentando…",
    status_waiting: "En espera", status_accepted: "Aceptado", status_sent: "Enviado", status_delivered: "Entregado", status_read: "Leído", status_played: "Escuchado", status_failed: "Falló", play: "Reproducir", pause: "Pausar",
    formReply: "Completar el formulario", formAnswer: "Respuesta (JSON)", openLink: "Abrir enlace", guests: "Huéspedes", noFile: "El archivo ya no está", encrypted: "Prueba local: nada sale de tu computadora", own: "Otro lugar",
    spoken: "Nota hablada", noVoice: "Estas notas las habla el programa espeak-ng, que no está instalado (Debian: apt install espeak-ng).", language_es: "Español", language_en: "Inglés", language_pt: "Portugués",
  },
  en: {
    title: "Guests' phones", newGuest: "New guest", wires: "Traffic", language: "Mudar para português", languageShort: "PT",
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
    subscription_good: "Connected to Conserje", subscription_waiting: "Waiting for Conserje", subscription_refused: "Conserje refused the check", pending: "to deliver",
    wiresTitle: "Last exchanges", nothingYet: "Nothing has gone to and fro yet.", request: "Sent", answer: "Answer", hotelCalled: "hotel → phone", phoneCalled: "phone → hotel",
    cut: "cut", trouble: "Simulate faults", latency: "API latency", nextFails: "The next send…", orderIt: "Simulate", ordered: "Done: the next send will fail", startOver: "Start over",
    startOverSure: "This erases all chats of these phones. Go on?", fault_error: "answers an error", fault_cut: "is accepted, then the line is cut", fault_late_error: "is accepted and fails later", fault_delay: "takes 5 seconds",
    fault_server_error: "HTTP 500", micDenied: "The browser gave no permission to use the microphone.", micMissing: "This browser cannot record sound.", lost: "The connection to the phone was lost. Trying again…",
    status_waiting: "Waiting", status_accepted: "Accepted", status_sent: "Sent", status_delivered: "Delivered", status_read: "Read", status_played: "Played", status_failed: "Failed", play: "Play", pause: "Pause",
    formReply: "Fill in the form", formAnswer: "Answer (JSON)", openLink: "Open link", guests: "Guests", noFile: "The file is gone", encrypted: "Local test: nothing leaves your computer", own: "Another place",
    spoken: "Spoken note", noVoice: "These notes are spoken by the program espeak-ng, which is not installed (Debian: apt install espeak-ng).", language_es: "Spanish", language_en: "English", language_pt: "Portuguese",
  },
  pt: {
    title: "Telefones de hóspedes", newGuest: "Novo hóspede", wires: "Tráfego", language: "Cambiar a español", languageShort: "ES",
    theme: "Alternar claro e escuro", business: "Conta comercial", typing: "digitando…", write: "Mensagem", attach: "Anexar",
    send: "Enviar", record: "Gravar uma mensagem de voz", cancel: "Cancelar", close: "Fechar", options: "Opções ·", chooseHotel: "Escolher hotel",
    empty: "Escreva ao hotel como se fosse", today: "Hoje", yesterday: "Ontem", edited: "editada", deleted: "Você apagou esta mensagem",
    photo: "Foto", document: "Documento", location: "Localização", contact: "Contato", sticker: "Figurinha", video: "Vídeo", voice: "Mensagem de voz",
    messageMenu: "Ações da mensagem", reply: "Responder", edit: "Editar", erase: "Apagar para todos", react: "Reagir", removeReaction: "Tirar reação",
    replyingTo: "Respondendo a", editing: "Editando sua mensagem", you: "Você", sendChoice: "Enviar escolha", shareLocation: "Enviar localização", shareContact: "Compartilhar meu contato",
    place: "Lugar", latitude: "Latitude", longitude: "Longitude", placeName: "Nome do lugar (opcional)", myCard: "Meu contato", name: "Nome", phone: "Telefone",
    country: "País", username: "Usuário (opcional, esconde o número)", create: "Criar", offline: "Telefone sem conexão", offlineHint: "O que chega fica com um só tique",
    receiptsOff: "Sem confirmação de leitura", receiptsHint: "O hotel nunca vê «lida»", hides: "Usuário sem número", hidesHint: "Os avisos chegam sem telefone",
    duplicates: "Entregas duplicadas", duplicatesHint: "Cada aviso chega duas vezes", outOfOrder: "Entregas fora de ordem", outOfOrderHint: "Os avisos passam uns na frente dos outros",
    forward: "Adiantar o relógio 25 h", forwardHint: "Fecha a janela de 24 horas", forwarded: "Passaram 25 horas: a janela está fechada", block: "Bloquear este hotel", unblock: "Desbloquear este hotel",
    blocked: "Você bloqueou este hotel", hotelWrites: "O hotel escreve do próprio telefone", hotelWritesHint: "O Conserje fica sabendo por um eco", hotelText: "Mensagem do hotel",
    fromApp: "do telefone do hotel", waiting: "em espera", noNetwork: "Sem conexão", held: "mensagens em espera:", notArrived: "Não chegou", country_BR8: "número de oito dígitos", country_MX1: "número com 521",
    subscription_good: "Conectado ao Conserje", subscription_waiting: "Esperando o Conserje", subscription_refused: "O Conserje recusou a verificação", pending: "para entregar",
    wiresTitle: "Últimas trocas", nothingYet: "Ainda não passou nada por aqui.", request: "Enviado", answer: "Resposta", hotelCalled: "hotel → telefone", phoneCalled: "telefone → hotel",
    cut: "cortado", trouble: "Simular falhas", latency: "Demora da API", nextFails: "O próximo envio…", orderIt: "Simular", ordered: "Combinado: o próximo envio vai falhar", startOver: "Começar do zero",
    startOverSure: "Todas as conversas destes telefones serão apagadas. Continuamos?", fault_error: "responde erro", fault_cut: "é aceito e a linha cai", fault_late_error: "é aceito e falha depois", fault_delay: "demora 5 segundos",
    fault_server_error: "HTTP 500", micDenied: "O navegador não deu permissão para usar o microfone.", micMissing: "Este navegador não consegue gravar som.", lost: "A conexão com o telefone caiu. Tentando de novo…",
    status_waiting: "Em espera", status_accepted: "Aceita", status_sent: "Enviada", status_delivered: "Entregue", status_read: "Lida", status_played: "Ouvida", status_failed: "Falhou", play: "Reproduzir", pause: "Pausar",
    formReply: "Preencher o formulário", formAnswer: "Resposta (JSON)", openLink: "Abrir link", guests: "Hóspedes", noFile: "O arquivo não existe mais", encrypted: "Teste local: nada sai do seu computador", own: "Outro lugar",
    spoken: "Nota falada", noVoice: "Estas notas são faladas pelo programa espeak-ng, que não está instalado (Debian: apt install espeak-ng).", language_es: "Espanhol", language_en: "Inglês", language_pt: "Português",
  },
};

const LOCALES = { es: "es-AR", en: "en-GB", pt: "pt-BR" };
const SPOKEN = Object.keys(WORDS);

/** What was chosen here, else what the browser's owner reads, else the language of most guests. */
function firstLanguage() {
  const chosen = localStorage.getItem("phone.language");
  const read = navigator.languages.map((one) => one.slice(0, 2));
  return [chosen, ...read].find((one) => SPOKEN.includes(one)) ?? "es";
}

let language = firstLanguage();
document.documentElement.lang = language;

export const say = (key) => WORDS[language][key] ?? key;
export const locale = () => LOCALES[language];

export function switchLanguage() {
  language = SPOKEN[(SPOKEN.indexOf(language) + 1) % SPOKEN.length];
  localStorage.setItem("phone.language", language);
  document.documentElement.lang = language;
}
