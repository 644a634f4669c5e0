// Compiles the words for code that Node runs without Vite: `node src/words/compile.mjs` at the root.
import { readFileSync } from 'node:fs';
import { compile } from '@inlang/paraglide-js';
import { wordsOptions } from './options.mjs';

await compile(wordsOptions);
// If its format plugin cannot be loaded, Paraglide only warns and every page would crash later.
const compiled = readFileSync(`${wordsOptions.outdir}/messages/vi.js`, 'utf8');
if (!compiled.includes('export ')) {
	console.error('No words were compiled: is @inlang/plugin-message-format installed?');
	process.exit(1);
}
