/** What divides the columns of a text table, judged by its first line: Excel writes `;` or `,` by the machine's settings, and copies tabs. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
	const first = /^.*\S.*$/m.exec(text.replace(/^\uFEFF/, ''))?.[0] ?? '';
	const bare = first.replace(/"[^"]*"/g, '');
	const count = (mark: string): number => bare.split(mark).length;
	return ([',', ';', '\t'] as const).toSorted((a, b) => count(b) - count(a))[0]!;
}
