import { room } from '#platform/room.server.ts';
import { paymentsTells } from './tells.server.ts';
import { keeps } from './keeps.ts';
import * as communeFees from './commune-fees.server.ts';
import * as feeOfFile from './fee-of-file.server.ts';
import * as centreAccount from './centre-account.server.ts';
import { paymentsChecks } from './checks.server.ts';
import * as ofCase from './of-case.server.ts';
import * as setFee from './set-fee.server.ts';
import * as takeMoney from './take-money.server.ts';
import { paymentsListen } from './listens.server.ts';

/** Fee lines, VietQR, cash, bank, what does not match. */
export const payments = room('payments', {
	keeps,
	checks: paymentsChecks,
	doors: [centreAccount, communeFees, feeOfFile, ofCase, setFee, takeMoney],
	listens: paymentsListen,
	tells: paymentsTells
});
