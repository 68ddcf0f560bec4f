/** Photos made small enough for a slow line before they leave; what is small, or cannot be read, goes as it is. */

const SMALL = 400000; // bytes that go as they are
const EDGE = 1920; // px; the server keeps no more
const QUALITY = 0.82;

export function smaller(file) {
  if (file.size <= SMALL) return Promise.resolve(file);
  return new Promise((resolve) => {
    const image = new Image();
    const end = (found) => {
      URL.revokeObjectURL(image.src);
      resolve(found && found.size < file.size ? new File([found], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file);
    };
    image.onload = () => {
      const scale = Math.min(1, EDGE / Math.max(image.naturalWidth, image.naturalHeight));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
      canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
      const context = canvas.getContext("2d");
      if (!context || !canvas.toBlob) return end(null);
      context.fillStyle = "#fff";
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(end, "image/jpeg", QUALITY);
    };
    image.onerror = () => end(null);
    image.src = URL.createObjectURL(file);
  });
}
