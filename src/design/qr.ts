import { generate } from 'lean-qr';

/** A QR code as one SVG path in module units, drawn on the server: no script and no picture from elsewhere. */
export function qrPath(text: string): { size: number; path: string } {
	const code = generate(text);
	let path = '';
	for (let y = 0; y < code.size; y++) {
		for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
	}
	return { size: code.size, path };
}
