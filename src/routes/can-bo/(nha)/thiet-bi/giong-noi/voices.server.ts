import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clipTexts } from '#capabilities/counter/rules-spoken.ts';
import { errandTexts } from '#capabilities/errands/rules-spoken.ts';
import { errandVoice } from '#capabilities/errands/voices.server.ts';
import { cardTexts } from '#capabilities/help-cards/rules-spoken.ts';
import { cardVoice } from '#capabilities/help-cards/voices.server.ts';
import { judgements } from '#capabilities/learning/frame.ts';
import { spokenItem } from '#capabilities/learning/rules-words.ts';
import { voiceOf } from '#capabilities/learning/voices.server.ts';
import { nextTexts } from '#capabilities/paths/rules-spoken.ts';
import { nextVoiceIn } from '#capabilities/paths/voices.server.ts';
import { practiceTexts } from '#capabilities/practice/rules-spoken.ts';
import { practiceVoice } from '#capabilities/practice/voices.server.ts';
import { clip } from '#design/clips.ts';
import { voiceTexts } from '#design/voice-texts.ts';

type Voice = { name: string; text: string; src: string | null; by: 'machine' | 'person' | 'nobody' };

type Clips = { folder: string; texts: Readonly<Record<string, string>>; at: (name: string) => string | null };

/** What pages of the hall say, what is heard and judged by whoever learns, what they practise with, what comes next, the errands they try, and the cards that tell how something is done. */
const all: readonly Clips[] = [
	{ folder: 'static/tieng', texts: { ...clipTexts, ...voiceTexts }, at: clip },
	{
		folder: 'static/nghe',
		texts: Object.fromEntries(judgements.map((item) => [item.id, spokenItem(item)])),
		at: voiceOf
	},
	{ folder: 'static/tap', texts: practiceTexts(), at: practiceVoice },
	{ folder: 'static/hoc-tiep', texts: nextTexts(), at: (name) => nextVoiceIn(name, 'vi') },
	{ folder: 'static/tap-viec', texts: errandTexts(), at: errandVoice },
	{ folder: 'static/cach-lam', texts: cardTexts(), at: cardVoice }
];

const noted = async (folder: string): Promise<Record<string, string>> =>
	JSON.parse(await readFile(join(folder, 'synthetic.json'), 'utf8').catch(() => '{}')) as Record<string, string>;

async function speaker(file: string, synthetic: string | undefined): Promise<Voice['by']> {
	const bytes = await readFile(file).catch(() => null);
	if (!bytes) return 'nobody';
	return createHash('sha256').update(bytes).digest('hex') === synthetic ? 'machine' : 'person';
}

async function voicesOf({ folder: name, texts, at }: Clips): Promise<Voice[]> {
	const folder = join(process.cwd(), name);
	const synthetic = await noted(folder);
	return Promise.all(
		Object.entries(texts).map(async ([clipName, text]) => ({
			...{ name: clipName, text, src: at(clipName) },
			by: await speaker(join(folder, `${clipName}.ogg`), synthetic[clipName])
		}))
	);
}

/** Every clip of the house, what it says, and whose voice it is: a file whose hash the synthesiser noted is a machine's. */
export const voices = async (): Promise<Voice[]> => (await Promise.all(all.map(voicesOf))).flat();
