import jsQr from 'jsqr';
import sharp from 'sharp';
import { expect, test } from 'vitest';
// Where papers are taken in the same process, the library opens two formats and no drawing.
import '#capabilities/cases/keep-upload.server.ts';
import { codePicture } from './code-picture.server.ts';

test('the picture of a code reads as the code, beside uploads', async () => {
	const payload = '00020101021238570010A000000727012700069704360113001100220033';
	const png = await codePicture(payload);
	const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	expect(jsQr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(payload);
	await expect(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')).png().toBuffer()).rejects.toThrow();
});
