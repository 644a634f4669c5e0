/** The raw answer of a question's form: a date comes in three boxes, anything else in one. */
export function rawFrom(form: FormData): string {
	const box = (name: string): string => String(form.get(name) ?? '').trim();
	if (!form.has('y')) return String(form.get('raw') ?? '');
	const parts = [box('d'), box('m'), box('y')];
	return parts.every((part) => part === '')
		? ''
		: parts.filter((part, n) => part !== '' || (n === 1 && parts[0] !== '')).join('/');
}

/** The three boxes of a kept date (`yyyy`, `yyyy-mm`, `yyyy-mm-dd`). */
export function boxesOf(value: string): { d: string; m: string; y: string } {
	const [y = '', m = '', d = ''] = value.split('-');
	return { d, m, y };
}
