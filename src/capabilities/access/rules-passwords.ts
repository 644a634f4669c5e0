/** What whoever guesses at this house tries first: its name, its work, its roles, and the beginnings of every list of passwords. */
const OURS = [
	...['tungnha', 'motcua', 'hanhchinhcong', 'phucvu', 'trungtam', 'dichvucong', 'uyban', 'nhandan', 'huongdan'],
	...['canbo', 'quantri', 'lanhdao', 'congan', 'administrator', 'admin', 'vietnam', 'thanhhoa', 'quangbinh'],
	...['matkhau', 'password', 'passw0rd', 'welcome', 'letmein', 'iloveyou', 'qwertyuiop', 'qwerty', 'asdfgh', 'zxcvbn']
];

/** Without marks, capitals, and what people set between words; every other sign stays. */
const letters = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/đ/gi, 'd')
		.toLowerCase()
		.replace(/[\s._-]+/g, '');

/** So many different signs have to be left over. */
const LEFT = 5;

/**
 * Whether a password is one that is tried first: without those words, the login and the year, and counting what only runs on (`1234`,
 * `aaaa`) once, hardly anything is left. It asks for no kind of sign; every other password is taken as it was typed.
 */
export function isEasy(password: string, login: string): boolean {
	const own = login.split(/[.-]/).filter((part) => part.length > 2);
	let left = letters(password);
	for (const word of [...OURS, ...own]) left = left.replaceAll(word, '');
	const signs = [...left.replace(/(?:19|20)\d\d/, '')];
	const told = signs.filter(
		(sign, at) => at === 0 || Math.abs(sign.codePointAt(0)! - signs[at - 1]!.codePointAt(0)!) > 1
	);
	return new Set(told).size < LEFT;
}
