import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { orNotFound } from './ids.server.ts';
import { rangeIn } from './byte-range.ts';

/**
 * A file of a card. Whatever is no hash, or is not for whoever asks, is not there. Some phones play no voice of which they cannot ask for a part
 * (`range`), and are given it.
 */
export async function bytesOf(asked: Promise<{ mime: string; content: string }>, { headers }: Request) {
	const { mime, content } = await orNotFound(asked).catch((reason: unknown) => {
		if (v.isValiError(reason)) error(404, 'not-found');
		throw reason;
	});
	const bytes = Buffer.from(content, 'base64');
	const said = { 'content-type': mime, 'accept-ranges': 'bytes' };
	const part = rangeIn(headers.get('range'), bytes.length);
	if (part === null) return new Response(bytes, { headers: said });
	const [from, to] = part;
	const range = `bytes ${from}-${to}/${bytes.length}`;
	return new Response(bytes.subarray(from, to + 1), { status: 206, headers: { ...said, 'content-range': range } });
}
