import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clipTexts } from '#capabilities/counter/rules-spoken.ts';
import { clip } from '#design/clips.ts';
import { voiceTexts } from '#design/voice-texts.ts';

type Voice = { name: string; text: string; src: string | null; by: 'machine' | 'person' | 'nobody' };

const FOLDER = join(process.cwd(), 'static/tieng');
const notes = async (): Promise<Record<string, string>> =>
	JSON.parse(await readFile(join(FOLDER, 'synthetic.json'), 'utf8').catch(() => '{}')) as Record<string, string>;

async function speaker(name: string, synthetic: Record<string, string>): Promise<Voice['by']> {
	const bytes = await readFile(join(FOLDER, `${name}.ogg`)).catch(() => null);
	if (!bytes) return 'nobody';
	return createHash('sha256').update(bytes).digest('hex') === synthetic[name] ? 'machine' : 'person';
}

/** Every clip of the house, what it says, and whose voice it is: a file whose hash the synthesiser noted is a machine's. */
export async function voices(): Promise<Voice[]> {
	const synthetic = await notes();
	return Promise.all(
		Object.entries({ ...clipTexts, ...voiceTexts }).map(async ([name, text]) => ({
			name,
			text,
			src: clip(name),
			by: await speaker(name, synthetic)
		}))
	);
}
