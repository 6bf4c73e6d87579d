// A handful of stickers, drawn here so that they need no files and are real WebP on the wire.

const GREEN = "#1c6b57", SUN = "#e9a93b", CORAL = "#dd6a56", WATER = "#4f97b5", PAPER = "#fffdf6";

function outline(pen, path, fill) {
  pen.lineJoin = pen.lineCap = "round";
  pen.lineWidth = 34; pen.strokeStyle = PAPER; pen.stroke(path);
  pen.fillStyle = fill; pen.fill(path);
}

const DRAWINGS = {
  sun(pen) {
    const rays = new Path2D();
    for (let turn = 0; turn < 12; turn += 1) {
      const angle = (turn * Math.PI) / 6;
      rays.moveTo(256 + 150 * Math.cos(angle), 256 + 150 * Math.sin(angle));
      rays.lineTo(256 + 205 * Math.cos(angle), 256 + 205 * Math.sin(angle));
    }
    pen.lineCap = "round";
    pen.lineWidth = 54; pen.strokeStyle = PAPER; pen.stroke(rays);
    pen.lineWidth = 26; pen.strokeStyle = SUN; pen.stroke(rays);
    const disc = new Path2D(); disc.arc(256, 256, 115, 0, 7);
    outline(pen, disc, SUN); face(pen, 256, 250);
  },
  heart(pen) {
    outline(pen, new Path2D("M256 430C90 320 60 230 90 165c33-70 125-72 166 5 41-77 133-75 166-5 30 65 0 155-166 265z"), CORAL);
    face(pen, 256, 240);
  },
  house(pen) {
    outline(pen, new Path2D("M256 80L70 245h50v175h272V245h50z"), GREEN);
    pen.fillStyle = PAPER; pen.fill(new Path2D("M220 420V320a36 36 0 0 1 72 0v100z"));
    pen.fillStyle = SUN; pen.fill(new Path2D("M165 260h50v46h-50zM297 260h50v46h-50z"));
  },
  wave(pen) {
    outline(pen, new Path2D("M60 350c30-160 120-240 235-225 90 12 135 80 110 140-22 52-92 50-98 4-45 20-40 85 145 81v75H60z"), WATER);
    pen.strokeStyle = PAPER; pen.lineWidth = 14; pen.lineCap = "round"; pen.stroke(new Path2D("M105 385c50-30 90 25 140 0s90 25 150 0"));
  },
};

function face(pen, x, y) {
  pen.fillStyle = pen.strokeStyle = "#33291d";
  for (const side of [-36, 36]) { pen.beginPath(); pen.arc(x + side, y - 12, 10, 0, 7); pen.fill(); }
  pen.lineWidth = 9; pen.lineCap = "round"; pen.beginPath(); pen.arc(x, y + 12, 36, 0.3, Math.PI - 0.3); pen.stroke();
}

export const names = Object.keys(DRAWINGS);

export function draw(name) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 512;
  DRAWINGS[name](canvas.getContext("2d"));
  return canvas;
}

export const blob = (name) => new Promise((ready) => draw(name).toBlob(ready, "image/webp", 0.9));

/** A photo in a type WhatsApp takes; anything but JPEG and PNG is redrawn as JPEG. */
export async function asPhoto(file) {
  if (["image/jpeg", "image/png"].includes(file.type)) return file;
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return new Promise((ready) => canvas.toBlob(ready, "image/jpeg", 0.9));
}
