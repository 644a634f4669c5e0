import type { Locale } from '#design/spoken.ts';
import SPOKEN from './cards/spoken.json' with { type: 'json' };

const spoken: Readonly<Record<string, string>> = SPOKEN;

/** Where a clip of a card of the house is heard; null where nobody has spoken it. */
export const cardVoice = (clip: string): string | null =>
	Object.hasOwn(spoken, clip) ? `/cach-lam/${clip}.ogg` : null;

/** What its voice says. */
export const saidOnCard = (clip: string): string | null => spoken[clip] ?? null;

/** The same for a page: they are Vietnamese, and another reader would hear what they cannot follow. */
export const cardVoiceIn = (clip: string, locale: Locale): string | null => (locale === 'vi' ? cardVoice(clip) : null);
