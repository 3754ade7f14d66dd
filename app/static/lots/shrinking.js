/**
 * A photo made small and turned here, before it is kept or sent: the picture is drawn anew, so that
 * position, camera and everything else that stood beside its points stay on the telephone.
 */

const LONGEST = 1600;
const QUALITY = 0.82;

/** The picture as a JPEG Blob of at most 1600 pixels a side; throws what the browser cannot read. */
export async function shrink(file) {
  const picture = await opened(file);
  const [width, height] = [picture.width || picture.naturalWidth, picture.height || picture.naturalHeight];
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close?.();
  const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  canvas.width = 0; // telephones keep few canvases: give its memory back at once
  if (!made) throw new Error("the picture could not be drawn");
  return made;
}

/** The picture the right way up; by an <img> where createImageBitmap does not turn it. */
async function opened(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    const image = new Image();
    image.src = URL.createObjectURL(file);
    try {
      await image.decode();
    } finally {
      URL.revokeObjectURL(image.src);
    }
    return image;
  }
}
