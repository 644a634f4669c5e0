import { MOST_PARTS, PART_BYTES } from '#capabilities/cases/at-door.ts';

/** A sheet of paper is read well at so many pixels. */
const LONG_SIDE = 1600;
const MOST = MOST_PARTS * PART_BYTES;

/** A photo as it travels: upright, small, without where and when it was taken (base64 of a JPEG); null where it is no picture. */
export async function smallJpeg(taken: Blob): Promise<string | null> {
	const picture = await createImageBitmap(taken).catch(() => null);
	if (!picture) return null;
	const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
	canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
	for (const quality of [0.7, 0.45, 0.25]) {
		const [, bytes = ''] = canvas.toDataURL('image/jpeg', quality).split(',');
		// Without room for it a browser draws nothing.
		if (bytes !== '' && bytes.length * 0.75 <= MOST) return bytes;
	}
	return null;
}
