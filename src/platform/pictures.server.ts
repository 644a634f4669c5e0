import pLimit from 'p-limit';
import sharp from 'sharp';

// The one place that reads or draws pictures: what the library may open is a matter of the whole process. It reads SVG and
// more unless told not to; only the two formats that a camera makes are let in, from memory.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });

/** 50 megapixels, what a good telephone takes; decoded they are 150 MB, and so one picture is in hand at a time. */
const MOST_PIXELS = 50_000_000;
const LONG_SIDE = 2400;
const one = pLimit(1);

/** The picture drawn anew without metadata, upright, at most 2,400 pixels long. Rejects what is broken or larger than 50 megapixels. */
export const cleanPicture = (raw: Buffer, mime: 'image/jpeg' | 'image/png'): Promise<Buffer> =>
	one(() => {
		const image = sharp(raw, { limitInputPixels: MOST_PIXELS })
			.rotate()
			.resize(LONG_SIDE, LONG_SIDE, { fit: 'inside', withoutEnlargement: true });
		return (mime === 'image/png' ? image.png() : image.jpeg({ quality: 82 })).toBuffer();
	});

/** A portrait: upright, cut to 240 by 280 pixels around what stands out, a JPEG of some ten kB without metadata. Rejects as above. */
export const portrait = (raw: Buffer): Promise<Buffer> =>
	one(() =>
		sharp(raw, { limitInputPixels: MOST_PIXELS })
			.rotate()
			.resize(240, 280, { fit: 'cover', position: sharp.strategy.attention })
			.flatten({ background: '#fff' })
			.jpeg({ quality: 74, mozjpeg: true })
			.toBuffer()
	);

/** A picture of a step: upright, at most 720 pixels long, a JPEG without metadata that a slow line carries. Rejects as above. */
export const stepPicture = (raw: Buffer): Promise<Buffer> =>
	one(() =>
		sharp(raw, { limitInputPixels: MOST_PIXELS })
			.rotate()
			.resize(720, 720, { fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#fff' })
			.jpeg({ quality: 74, mozjpeg: true })
			.toBuffer()
	);

/** A square of dark and light modules as a PNG, each `scale` pixels wide. */
export function modulesPicture(
	side: number,
	isDark: (x: number, y: number) => boolean,
	scale: number
): Promise<Buffer> {
	const pixels = Buffer.alloc(side * side, 0xff);
	for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) if (isDark(x, y)) pixels[y * side + x] = 0;
	return sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
		.resize(side * scale, side * scale, { kernel: 'nearest' })
		.png({ palette: true })
		.toBuffer();
}
