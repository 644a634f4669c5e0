/* Pairs of places that share six or more lines: what was copied instead of given a name. */

const LEAST = 6;

/** Lines that say something, with where they stand: blank, comment, import and punctuation lines say nothing of their own. */
function told(lines) {
	const kept = [];
	let inImport = false;
	let inComment = false;
	for (const [n, line] of lines.entries()) {
		const text = line.trim().replace(/\s+/g, ' ');
		if (/^(import|export \{|export type \{)(?!.*;$)/.test(text)) inImport = true;
		if (/^(\/\*|<!--)/.test(text)) inComment = true;
		const speaks = !inImport && !inComment && /[\p{L}\d]/u.test(text) && !/^(import\b|\/\/|\*)/.test(text);
		if (speaks && !/^<\/?[\w:.-]+>$/.test(text)) kept.push({ text, n });
		if (inImport && /;$|from '[^']+'$/.test(text)) inImport = false;
		if (inComment && /(\*\/|-->)$/.test(text)) inComment = false;
	}
	return kept;
}

/** @returns pairs of places, each counted once however long it is: `{ a, b, lines }` */
export function samePlaces(sources) {
	const files = sources.map(({ name, lines }) => ({ name, kept: told(lines) }));
	const windows = new Map();
	for (const [f, { kept }] of files.entries())
		for (let i = 0; i + LEAST <= kept.length; i++) {
			const key = kept
				.slice(i, i + LEAST)
				.map(({ text }) => text)
				.join('\n');
			windows.set(key, [...(windows.get(key) ?? []), [f, i]]);
		}
	const line = (f, i) => files[f].kept[i]?.text;
	const lengthOf = ([f, i], [g, j]) => {
		let n = 0;
		while (line(f, i + n) !== undefined && line(f, i + n) === line(g, j + n)) n++;
		return n;
	};
	const place = ([f, i]) => `${files[f].name}:${files[f].kept[i].n + 1}`;
	const begins = ([f, i], [g, j]) => i === 0 || j === 0 || line(f, i - 1) !== line(g, j - 1);
	const apart = ([f, i], [g, j]) => f !== g || j - i >= LEAST;
	return [...windows.values()].flatMap((places) =>
		places.flatMap((a, n) =>
			places
				.slice(n + 1)
				.filter((b) => apart(a, b) && begins(a, b))
				.map((b) => ({ a: place(a), b: place(b), lines: lengthOf(a, b) }))
		)
	);
}
