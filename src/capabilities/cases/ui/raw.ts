/** The three boxes of a kept date (`yyyy`, `yyyy-mm`, `yyyy-mm-dd`). */
export function boxesOf(value: string): { d: string; m: string; y: string } {
	const [y = '', m = '', d = ''] = value.split('-');
	return { d, m, y };
}
