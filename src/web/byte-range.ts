/** The first and last byte that are asked for of so many (RFC 9110, 14.1.2): one part of it; null is all of it, also where nothing of what is asked is there. */
export function rangeIn(asked: string | null, length: number): [from: number, to: number] | null {
	const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(asked ?? '') ?? [];
	if (first === '' && last === '') return null;
	const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
	const to = first === '' || last === '' ? length - 1 : Math.min(length - 1, Number(last));
	return from <= to ? [from, to] : null;
}
