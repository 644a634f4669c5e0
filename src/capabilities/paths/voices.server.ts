import type { Locale } from '#design/spoken.ts';
import SPOKEN from './spoken.json' with { type: 'json' };

const spoken: Readonly<Record<string, string>> = SPOKEN;

/** What the voice of a step says; null where nobody has spoken it. */
export const saidOfNext = (clip: string): string | null => spoken[clip] ?? null;

/** Where the voice of a step is heard. They are Vietnamese: another reader would hear what they cannot follow. */
export const nextVoiceIn = (clip: string | null, locale: Locale): string | null =>
	locale === 'vi' && clip !== null && Object.hasOwn(spoken, clip) ? `/hoc-tiep/${clip}.ogg` : null;
