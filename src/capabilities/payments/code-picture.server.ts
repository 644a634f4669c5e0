import { generate } from 'lean-qr';
import { modulesPicture } from '#platform/pictures.server.ts';

const EDGE = 4;
const PIXELS = 720;

/** A QR code as a PNG of about 720 pixels, with the quiet edge that scanners ask for (four modules). */
export async function codePicture(text: string): Promise<Uint8Array<ArrayBuffer>> {
	const code = generate(text);
	const side = code.size + 2 * EDGE;
	const isDark = (x: number, y: number): boolean => code.get(x - EDGE, y - EDGE);
	return new Uint8Array(await modulesPicture(side, isDark, Math.max(1, Math.round(PIXELS / side))));
}
