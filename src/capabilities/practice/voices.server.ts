import type { Locale } from '#design/spoken.ts';
import SPOKEN from './scams/spoken.json' with { type: 'json' };

const spoken: Readonly<Record<string, string>> = SPOKEN;

/** Where a clip of practice is heard; null where nobody has spoken it. */
export const practiceVoice = (clip: string): string | null => (Object.hasOwn(spoken, clip) ? `/tap/${clip}.ogg` : null);

/** What its voice says. */
export const saidInPractice = (clip: string): string | null => spoken[clip] ?? null;

/** The same for a page: they are Vietnamese, and another reader would hear what they cannot follow. */
export const practiceVoiceIn = (clip: string, locale: Locale): string | null =>
	locale === 'vi' ? practiceVoice(clip) : null;
