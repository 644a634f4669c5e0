import { caseAtDoor, PART_BYTES } from '#capabilities/cases/at-door.ts';
import { answersShown, type DoorFile } from '#capabilities/cases/door-file.ts';
import type { Draft, Saved } from './drafts.browser.ts';
import type { Word } from './outbox.browser.ts';
import type { Brought, Sayer } from './visited.browser.ts';

// Files that were written at somebody's table, as commands of the house; and the same taken back.

const id = (): string => crypto.randomUUID();

/** Each file in the sitting with whoever it was written with, and its photos after it, in parts. */
export function filesIn(
	{ files, met }: Draft,
	{ sat }: Sayer,
	brought: Brought
): { words: Word[]; filed: Saved['filed'] } {
	const written = files
		.filter(({ person }) => met.includes(person))
		.map((file) => {
			const word = sat(file.person, { command: caseAtDoor.write, input: inputOf(file, brought) });
			const people = [...new Set([file.person, file.owner])];
			return { file, word: { ...word, about: { ...word.about, people } } };
		});
	return {
		words: written.flatMap(({ file, word }) => [word, ...photosOf(file, word, brought)]),
		filed: written.map(({ file, word }) => ({ file: file.id, person: file.person, operation: word.id! }))
	};
}

const there = ({ photos }: DoorFile, brought: Brought): string[] => photos.filter((photo) => brought.photos[photo]);

function inputOf(file: DoorFile, brought: Brought): Word['input'] {
	const asked = brought.forms?.procedures.find(({ code }) => code === file.procedure);
	return {
		...{ id: file.id, procedure: file.procedure, version: brought.forms?.version ?? '', owner: file.owner },
		basis: file.owner === file.person ? null : file.basis,
		answers: asked ? answersShown(asked, file) : file.answers,
		papers: Object.entries(file.papers).map(([paper, verdict]) => ({ id: id(), paper, verdict })),
		signed: file.signed === '' ? null : file.signed,
		photos: there(file, brought).length
	};
}

/** So many signs of base64 are the bytes of one part. */
const PART = Math.floor(PART_BYTES / 3) * 4;

const photosOf = (file: DoorFile, { id: written, about }: Word, brought: Brought): Word[] =>
	there(file, brought).flatMap((photo, n) => {
		const bytes = brought.photos[photo]!;
		const parts = Math.ceil(bytes.length / PART);
		return Array.from({ length: parts }, (_, part) => ({
			command: caseAtDoor.bringPhoto,
			input: { case: file.id, photo, page: n + 1, part, parts, bytes: bytes.slice(part * PART, (part + 1) * PART) },
			about: { ...about, session: null },
			...{ deps: [written!], later: true as const }
		}));
	});

export const filesTakenBack = (household: string, filed: Saved['filed']): Word[] =>
	filed.map(({ file, person, operation }) => ({
		...{ command: caseAtDoor.takeBack, input: { case: file }, deps: [operation] },
		about: { household, people: [person], session: null }
	}));

/**
 * To be gone on with. What was said already is another file to the house, with nothing signed and no photo, for those went with the first;
 * what was not said yet is as it was.
 */
export const renewedFiles = (
	files: readonly DoorFile[],
	filed: Saved['filed'],
	now: (person: string) => string
): DoorFile[] =>
	files.map((file) =>
		filed.some((one) => one.file === file.id)
			? { ...file, id: id(), person: now(file.person), owner: now(file.owner), photos: [], signed: '' }
			: file
	);
