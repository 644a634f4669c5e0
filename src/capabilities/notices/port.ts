/** One word on its way to one address. */
export type Handing = {
	/** The id of this try, for good: a gateway that keeps ids takes it once. */
	id: string;
	/** A telephone (`+84…`), an address of e-mail, or the one line of a browser's subscription (JSON). */
	to: string;
	/** The words whole, as they are read: whose they are stands first, the code to ask by last. */
	text: string;
	/** For a channel of templates: the name of the word and what stands in its blanks. */
	template: { name: string; blanks: Record<string, string> };
	/** So many seconds it is worth being kept for whoever cannot be reached now. */
	standsFor: number;
};

/** It was taken, under a name of the gateway's own; or it was not, and will not be (`forgets`: nothing will ever reach that address again). */
export type Answer = { ref: string; parts: number } | { refused: string; forgets: boolean };

/** What a gateway says later of one hand-over, by our id or by its own name. */
export type Receipt = { id: string | null; ref: string | null; said: 'arrived' | 'failed'; why: string | null };

export const carried = ['sms', 'sms-2', 'zalo', 'push', 'email'] as const;
export type Carried = (typeof carried)[number];

/** What we ask of whoever carries words. One that throws has not answered: whether the word went is not known. */
export type Carrier = {
	channel: Carried;
	/** A repeated id is refused there: whoever was silent may be asked again. */
	keepsIds: boolean;
	hand: (handing: Handing) => Promise<Answer>;
	/** The receipts in what came to its address; null where it is not from the gateway. Left out where a gateway sends none. */
	receipts?: (came: { secret: string; headers: Headers; body: string; query: URLSearchParams }) => Receipt[] | null;
};
