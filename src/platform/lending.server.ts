import type { Context } from './context.server.ts';

/** What whoever lends may use: the house, and the address of the page at which anybody asks who stands at their door. */
export type Lender = Pick<Context, 'db' | 'keys' | 'now'> & { checkVisitor: string };

/**
 * What a room gives along to the phone of somebody who goes to doors, whole and sealed there: it is sent when it differs from what lies
 * there, and taken away by null. JSON.
 */
export type Lending = {
	name: string;
	lend: (lender: Lender, to: { staff: string; centre: number }) => Promise<object | null>;
};
