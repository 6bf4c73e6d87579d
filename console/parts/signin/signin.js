// The forms work without this: it shows the password, warns of capitals, and tells other tabs of a sign-out.
const password = document.querySelector("#password");
const caps = document.querySelector("#caps");
const form = document.querySelector("form");

for (const reveal of document.querySelectorAll(".reveal")) {
  const field = reveal.parentElement.querySelector("input");
  reveal.hidden = false;
  reveal.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    reveal.textContent = shown ? reveal.dataset.hide : reveal.dataset.show;
    field.focus();
  });
}

if (password && caps) {
  for (const kind of ["keydown", "keyup"]) {
    password.addEventListener(kind, (event) => {
      const on = event.getModifierState?.("CapsLock");
      caps.textContent = on ? caps.dataset.text : "";
    });
  }
}

form.addEventListener("submit", () => form.querySelector(".go").setAttribute("aria-busy", "true"));

if (new URLSearchParams(location.search).get("why") === "out" && "BroadcastChannel" in window) {
  new BroadcastChannel("conserje").postMessage({ kind: "out" });
}
