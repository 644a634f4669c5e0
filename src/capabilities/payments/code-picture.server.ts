import sharp from 'sharp';
import { qrPath } from '#design/qr.ts';

const EDGE = 4;
const PIXELS = 720;

/** A QR code as a PNG with the quiet edge that scanners ask for (four modules). */
export async function codePicture(text: string): Promise<Uint8Array<ArrayBuffer>> {
	const { size, path } = qrPath(text);
	const side = size + 2 * EDGE;
	const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="${PIXELS}" height="${PIXELS}" viewBox="-${EDGE} -${EDGE} ${side} ${side}" shape-rendering="crispEdges"><rect x="-${EDGE}" y="-${EDGE}" width="${side}" height="${side}" fill="#fff"/><path d="${path}"/></svg>`;
	return new Uint8Array(await sharp(Buffer.from(drawn)).png({ palette: true }).toBuffer());
}
