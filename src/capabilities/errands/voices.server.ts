import type { Locale } from '#design/spoken.ts';
import SPOKEN from './copies/spoken.json' with { type: 'json' };

const spoken: Readonly<Record<string, string>> = SPOKEN;

/** Where a clip of a practice copy is heard; null where nobody has spoken it. */
export const errandVoice = (clip: string): string | null =>
	Object.hasOwn(spoken, clip) ? `/tap-viec/${clip}.ogg` : null;

/** What its voice says. */
export const saidInErrand = (clip: string): string | null => spoken[clip] ?? null;

/** The same for a page: they are Vietnamese, and another reader would hear what they cannot follow. */
export const errandVoiceIn = (clip: string, locale: Locale): string | null =>
	locale === 'vi' ? errandVoice(clip) : null;
