/**
 * How words are compiled, once for Vite and for plain Node (`compile.mjs`): the language is
 * the cookie `lang`, else Vietnamese. One module per language keeps the file count low.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const wordsOptions = {
	project: './project.inlang',
	outdir: './src/words/generated',
	strategy: ['cookie', 'baseLocale'],
	cookieName: 'lang',
	outputStructure: 'locale-modules'
};
