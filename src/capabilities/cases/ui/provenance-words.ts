import type { Provenance } from '#capabilities/assistance/rules-how.ts';
import type { Hand } from '#capabilities/cases/answers.ts';
import { m } from '#words';
import { givenName } from './answer-words.ts';
import { programWords } from './program-words.ts';

/** Who typed an answer, in few words: by name where it is known whose hands it was, else `helper`. */
export const provenanceWords = (by: Provenance, helper: string, hand: Hand | null = null): string =>
	({
		resident: m['cases.by-self'](),
		card: m['cases.by-card'](),
		register: m['cases.by-register'](),
		guide: m['cases.by-guide']({ helper: hand?.name ? givenName(hand.name) : helper }),
		program: programWords(hand)
	})[by];
