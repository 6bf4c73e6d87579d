// The form works without this: it shows the password, warns of capitals, and tells other tabs of a sign-out.
const password = document.querySelector("#password");
const reveal = document.querySelector(".reveal");
const caps = document.querySelector("#caps");
const form = document.querySelector("form");

reveal.hidden = false;
reveal.addEventListener("click", () => {
  const shown = password.type === "password";
  password.type = shown ? "text" : "password";
  reveal.textContent = shown ? reveal.dataset.hide : reveal.dataset.show;
  password.focus();
});

for (const kind of ["keydown", "keyup"]) {
  password.addEventListener(kind, (event) => {
    const on = event.getModifierState?.("CapsLock");
    caps.textContent = on ? caps.dataset.text : "";
  });
}

form.addEventListener("submit", () => form.querySelector(".go").setAttribute("aria-busy", "true"));

if (new URLSearchParams(location.search).get("why") === "out" && "BroadcastChannel" in window) {
  new BroadcastChannel("conserje").postMessage({ kind: "out" });
}
