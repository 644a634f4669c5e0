import { room } from '#platform/room.server.ts';
import type { Tell } from '#platform/telling.server.ts';
import * as check from './check.server.ts';
import { noticesClearings } from './clearings.server.ts';
import * as choose from './choose.server.ts';
import * as costs from './costs.server.ts';
import * as follow from './follow.server.ts';
import * as handOver from './hand-over.server.ts';
import * as hear from './hear.server.ts';
import * as inbound from './inbound.server.ts';
import { keeps } from './keeps.ts';
import * as letters from './letters.server.ts';
import * as live from './live.server.ts';
import * as mailing from './mail-staff.server.ts';
import * as ownReach from './own-reach.server.ts';
import * as printLetters from './print-letters.server.ts';
import * as previewText from './preview-text.server.ts';
import { noticesListens } from './listens.server.ts';
import type { Carrier } from './port.ts';
import { letGoNotices } from './let-go.server.ts';
import * as sayLetters from './say-letters.server.ts';
import { sendTests } from './send-tests.server.ts';
import { sendNotices } from './send.server.ts';
import { forgetNotices } from './sql-choice.server.ts';
import { noticesChecks } from './strange.server.ts';
import { noticesTells } from './tells.server.ts';
import { ringBrowsers } from './ring.server.ts';
import * as staffTold from './staff-told.server.ts';
import * as tellThem from './tell-them.server.ts';
import * as testText from './test-text.server.ts';
import * as texts from './texts.server.ts';
import * as told from './told.server.ts';
import * as toldAbout from './told-about.server.ts';
import * as waking from './wake.server.ts';
import * as write from './write.server.ts';

type With = {
	/** What the other rooms of the house tell. */
	tells: readonly Tell[];
	/** The ways that are set up. */
	carriers: readonly Carrier[];
};

/** Every word that goes out, whoever's it is: once, by the way somebody chose, and never like a scam. */
export const notices = ({ tells, carriers }: With) =>
	room('notices', {
		keeps,
		doors: [
			...[check, choose, costs, follow, handOver, hear, inbound, letters, live, mailing, printLetters, sayLetters],
			...[ownReach, previewText, staffTold, tellThem, testText, texts, told, toldAbout, waking, write]
		],
		tells: noticesTells,
		listens: [...noticesListens([...tells, ...noticesTells]), waking.wakeOnYes],
		chores: [
			sendNotices(carriers),
			sendTests(carriers),
			mailing.mailStaff(carriers),
			ringBrowsers(carriers),
			letGoNotices
		],
		inbound: inbound.noticesInbound,
		clearings: noticesClearings,
		checks: noticesChecks,
		forgets: [
			{
				name: 'notices.forget',
				when: 'at once',
				forget: ({ db }, person) => forgetNotices(db, person)
			}
		]
	});
