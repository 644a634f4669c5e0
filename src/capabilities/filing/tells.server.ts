import { getCase } from '#capabilities/cases/read.server.ts';
import { tell, type Tell, type Told } from '#platform/telling.server.ts';
import type { Status } from '#capabilities/cases/answers.ts';
import type { CaseRow } from '#capabilities/cases/answers.ts';
import { recordFiled, recordOfficialCode } from './file.server.ts';
import { recordStatus } from './record-status.server.ts';

type Of = { status: Status; must: boolean; known?: true; where?: (file: CaseRow) => boolean };

const posted = ({ delivery }: CaseRow): boolean => delivery === 'post';

/** A status of the national exchange that is told, once it is news. The steps in between are on the follow page. */
const ofStatus = (name: string, { status, must, known, where = () => true }: Of): Tell =>
	tell({
		name: `filing.${name}`,
		hears: recordStatus,
		topic: 'file',
		must,
		...(known && { known }),
		says: [],
		told: async (context, { about, answer, detail }): Promise<readonly Told[]> => {
			if (about === null || !answer.news || detail.status !== status) return [];
			const file = await getCase(context, about);
			// One that came late says how it was, and not how it is.
			if (file.status !== status) return [];
			return where(file) ? [{ to: file.helpedId, about: file.id }] : [];
		}
	});

/** What somebody is told of what the portal says of their files. */
export const filingTells: readonly Tell[] = [
	tell({
		name: 'filing.filed',
		hears: [recordFiled, recordOfficialCode],
		topic: 'file',
		must: false,
		says: [],
		told: async (context, { about }) => {
			const file = await getCase(context, about ?? '');
			// What an officer took in was told then.
			return file.receivedAt === null ? [{ to: file.helpedId, about: file.id }] : [];
		}
	}),
	ofStatus('turned-down', { status: 3, must: true }),
	ofStatus('needs-papers', { status: 5, must: true }),
	ofStatus('needs-money', { status: 6, must: true }),
	ofStatus('stopped', { status: 8, must: true }),
	ofStatus('ready', { status: 9, must: true, where: (file) => !posted(file) }),
	ofStatus('posted', { status: 9, must: false, where: posted }),
	ofStatus('withdrawn', { status: 7, must: false, known: true }),
	ofStatus('handed', { status: 10, must: false, known: true })
];
