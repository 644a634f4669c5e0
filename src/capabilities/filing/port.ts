import type { Status, Way } from '#capabilities/cases/answers.ts';

/** What is filed at the national portal: the answers in its own order, the papers by hash. */
export type Filing = {
	/** The case: the portal answers the same code to the same key, and refuses other content under it. */
	idempotencyKey: string;
	procedureCode: string;
	channel: Way;
	receiverName: string | null;
	applicant: { name: string; personalNo: string | null; birthDate: string | null };
	answers: { label: string; value: string }[];
	papers: { name: string; sha256: string | null }[];
	feeTotal: number | null;
};

type Filed = { code: string; status: Status; receivedAt: string };

/** A refusal of the portal itself, with its reason; anything else that fails is tried again. */
type PortalRefusal = { refused: string };

export type StatusChange = { code: string; status: Status; at: string };

/** What we ask of the national portal. The by-hand way needs none of it: a person does the same and types the code back. */
export type Portal = {
	file: (filing: Filing) => Promise<Filed | PortalRefusal>;
	/** Status changes after a cursor, in order, and the new cursor. */
	changesSince: (cursor: string) => Promise<{ changes: StatusChange[]; cursor: string }>;
};
