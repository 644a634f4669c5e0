import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clipTexts } from '#capabilities/counter/rules-spoken.ts';
import { errandTexts } from '#capabilities/errands/rules-spoken.ts';
import { cardTexts } from '#capabilities/help-cards/rules-spoken.ts';
import { judgements } from '#capabilities/learning/frame.ts';
import { spokenItem } from '#capabilities/learning/rules-words.ts';
import { nextTexts } from '#capabilities/paths/rules-spoken.ts';
import { practiceTexts } from '#capabilities/practice/rules-spoken.ts';
import { voiceTexts } from '#design/voice-texts.ts';
import { cardsIn, spokenOf } from '../src/words/app-words.mjs';

// Speaks every clip that nobody has recorded yet (node house/run.mjs gate/make-voice.ts). A build tool, run once: the
// ogg files are committed. It needs `oggenc` (Debian: vorbis-tools). What a person recorded is left alone: a file whose
// hash is not in synthetic.json is a person's.

/** A folder that is named is spoken alone. */
const only = process.argv[2] ?? null;

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

type Engine = { FS: { readFile: (path: string) => Uint8Array } };
type Espeak = (options: { arguments: string[] }) => Promise<Engine>;
// @ts-expect-error the package brings no types
const { default: espeak } = (await import('espeak-ng')) as unknown as { default: Espeak };

/** Speaks what is missing in a folder, and answers the names of all that lie there. */
async function speak(folder: string, texts: Readonly<Record<string, string>>, quality: number): Promise<string[]> {
	const note = join(folder, 'synthetic.json');
	const synthetic: Record<string, string> = existsSync(note)
		? (JSON.parse(readFileSync(note, 'utf8')) as Record<string, string>)
		: {};
	const work = mkdtempSync(join(tmpdir(), 'tung-nha-voice-'));
	mkdirSync(folder, { recursive: true });
	for (const [name, text] of only === null || only === folder ? Object.entries(texts) : []) {
		const target = join(folder, `${name}.ogg`);
		if (existsSync(target) && synthetic[name] !== hashOf(target)) continue;
		const spoken = await espeak({ arguments: ['-v', 'vi', '-s', '130', '-w', 'out.wav', text] });
		const wave = join(work, 'out.wav');
		writeFileSync(wave, spoken.FS.readFile('out.wav'));
		execFileSync('oggenc', ['-Q', '-q', String(quality), '--resample', '16000', '--serial', '1', '-o', target, wave]);
		synthetic[name] = hashOf(target);
	}
	rmSync(work, { recursive: true });
	writeFileSync(note, `${JSON.stringify(synthetic, null, '\t')}\n`);
	return readdirSync(folder)
		.filter((file) => file.endsWith('.ogg'))
		.map((file) => file.slice(0, -4));
}

const names = await speak('static/tieng', { ...clipTexts, ...voiceTexts }, 0);
writeFileSync('src/design/clips.json', `${JSON.stringify(names, null, '\t')}\n`);
// Which words each voice says, so that none says another than its card.
const texts = Object.fromEntries(Object.entries(cardsIn('vi')).map(([id, card]) => [`the-${id}`, spokenOf(card)]));
const cards = await speak('static/the-day', texts, -1);
writeFileSync('static/the-day/texts.json', `${JSON.stringify(texts, null, '\t')}\n`);
// What is heard and judged, one at a time; beside it what each voice says, so that none says another thing than its page.
const judged = Object.fromEntries(judgements.map((item) => [item.id, spokenItem(item)]));
const heard = await speak('static/nghe', judged, -1);
writeFileSync('src/capabilities/learning/frame/spoken.json', `${JSON.stringify(judged, null, '\t')}\n`);
const practised = practiceTexts();
const tried = await speak('static/tap', practised, -1);
writeFileSync('src/capabilities/practice/scams/spoken.json', `${JSON.stringify(practised, null, '\t')}\n`);
const steps = nextTexts();
const next = await speak('static/hoc-tiep', steps, -1);
writeFileSync('src/capabilities/paths/spoken.json', `${JSON.stringify(steps, null, '\t')}\n`);
const copied = errandTexts();
const errands = await speak('static/tap-viec', copied, -1);
writeFileSync('src/capabilities/errands/copies/spoken.json', `${JSON.stringify(copied, null, '\t')}\n`);
const shown = cardTexts();
const cardSteps = await speak('static/cach-lam', shown, -1);
writeFileSync('src/capabilities/help-cards/cards/spoken.json', `${JSON.stringify(shown, null, '\t')}\n`);
const counts = { clips: names, cards, items: heard, practice: tried, steps: next, errands, cardSteps };
process.stdout.write(
	`${Object.entries(counts)
		.map(([what, { length }]) => `${length} ${what}`)
		.join(', ')}\n`
);
