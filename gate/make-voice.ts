import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clipTexts } from '#capabilities/counter/rules-spoken.ts';
import { voiceTexts } from '#design/voice-texts.ts';

// Speaks every clip that nobody has recorded yet (node house/run.mjs gate/make-voice.ts). A build tool, run once: the
// ogg files are committed. It needs `oggenc` (Debian: vorbis-tools). What a person recorded is left alone: a file whose
// hash is not in synthetic.json is a person's.

const FOLDER = 'static/tieng';
const NOTE = join(FOLDER, 'synthetic.json');

type Engine = { FS: { readFile: (path: string) => Uint8Array } };
type Espeak = (options: { arguments: string[] }) => Promise<Engine>;

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const synthetic: Record<string, string> = existsSync(NOTE)
	? (JSON.parse(readFileSync(NOTE, 'utf8')) as Record<string, string>)
	: {};
// @ts-expect-error the package brings no types
const { default: espeak } = (await import('espeak-ng')) as unknown as { default: Espeak };
const work = mkdtempSync(join(tmpdir(), 'tung-nha-voice-'));
mkdirSync(FOLDER, { recursive: true });

for (const [name, text] of Object.entries({ ...clipTexts, ...voiceTexts })) {
	const target = join(FOLDER, `${name}.ogg`);
	if (existsSync(target) && synthetic[name] !== hashOf(target)) continue;
	const spoken = await espeak({ arguments: ['-v', 'vi', '-s', '130', '-w', 'out.wav', text] });
	writeFileSync(join(work, 'out.wav'), spoken.FS.readFile('out.wav'));
	execFileSync('oggenc', [
		'-Q',
		'-q',
		'0',
		'--resample',
		'16000',
		'--serial',
		'1',
		'-o',
		target,
		join(work, 'out.wav')
	]);
	synthetic[name] = hashOf(target);
}
rmSync(work, { recursive: true });
writeFileSync(NOTE, `${JSON.stringify(synthetic, null, '\t')}\n`);
const names = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.ogg'))
	.map((file) => file.slice(0, -4));
writeFileSync('src/design/clips.json', `${JSON.stringify(names, null, '\t')}\n`);
process.stdout.write(`${names.length} clips\n`);
