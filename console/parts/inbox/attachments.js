// Pictures, voices and papers. Their place is reserved before they load, so that nothing jumps.
import { h, icon } from "../dom.js";
import { layOnTop } from "../layers.js";

const address = (file) => `/api/media/${file.id}`;

export function picture(line, app) {
  const { t } = app;
  const isSticker = line.kind === "sticker" || line.content.form === "sticker";
  if (!/^image\/(jpeg|png|webp|gif)$/.test(line.file.mime)) return fileCard(line, app);
  const image = h("img", { src: address(line.file), alt: line.text || t(isSticker ? "kind_sticker" : "kind_image"), loading: "lazy", decoding: "async" });
  image.addEventListener("error", () => image.replaceWith(h("p", { class: "gone" }, icon("alert"), t("lost"))));
  if (isSticker) return h("div", { class: "sticker" }, image);
  return h("button", { class: "picture", "aria-label": `${t("open_image")}: ${image.alt}`, onclick: () => enlarge(line, app) }, image);
}

function enlarge(line, app) {
  const dialog = h("dialog", { class: "large", "aria-label": line.text || app.t("kind_image") });
  const close = h("button", { class: "button", onclick: () => dialog.close() }, icon("close"), app.t("close"));
  const save = h("a", { class: "button", href: address(line.file), download: line.file.name || "" }, icon("down"), app.t("download"));
  dialog.append(h("div", { class: "tools" }, save, close), h("img", { src: address(line.file), alt: line.text || app.t("kind_image") }));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => dialog.remove());
  app.root.append(dialog);
  layOnTop(dialog);
}

export function audio(line, app) {
  const player = h("audio", { controls: true, preload: "none", src: address(line.file), "aria-label": app.t(`kind_${line.kind}`) });
  return h("div", { class: "voice" }, h("p", { class: "hint" }, icon("mic"), app.t(`kind_${line.kind}`)), player);
}

export function video(line, app) {
  return h("div", { class: "video" }, h("video", { controls: true, preload: "none", src: address(line.file), "aria-label": app.t("kind_video") }));
}

export function fileCard(line, app) {
  const name = line.file.name || line.content.media?.filename || line.content.filename || app.t("kind_document");
  const shape = name.includes(".") ? name.split(".").pop().slice(0, 5).toUpperCase() : "";
  return h(
    "a",
    { class: "card", href: address(line.file), download: name },
    h("span", { class: "sign" }, icon("file")),
    h("span", {}, h("b", { dir: "auto" }, name), h("small", {}, [shape, size(line.file.size)].filter(Boolean).join(" · ")), h("em", {}, app.t("download"))),
  );
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
