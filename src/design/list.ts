/** A name that holds a mark or an “and” of its own: “Trợ cấp, tuổi già” is one matter. */
const PARTED = /[,;]|(?<![\p{L}\p{M}])(và|hoặc|hay|and|or|और|या)(?![\p{L}\p{M}])/u;

/** Names in a row, so that each is seen whole: commas between them, and semicolons where one of them is parted in itself. */
export const inList = (names: readonly string[]): string =>
	names.filter((name) => name !== '').join(names.some((name) => PARTED.test(name)) ? '; ' : ', ');
