import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import { slipsAnew } from './renew.server.ts';
import { lendForms } from './lends.server.ts';
import * as answer from './answer.server.ts';
import * as bringPhoto from './bring-photo.server.ts';
import * as chooseWay from './choose-way.server.ts';
import * as claim from './claim.server.ts';
import * as confirm from './confirm.server.ts';
import * as countSigned from './count-signed.server.ts';
import * as dropCardPhotos from './drop-card-photos.server.ts';
import * as follow from './follow.server.ts';
import * as nameParent from './name-parent.server.ts';
import * as startLike from './start-like.server.ts';
import * as lists from './lists.server.ts';
import * as giveBack from './give-back.server.ts';
import * as keepUpload from './keep-upload.server.ts';
import * as papers from './papers.server.ts';
import * as receive from './receive.server.ts';
import * as resume from './resume.server.ts';
import * as start from './start.server.ts';
import * as submit from './submit.server.ts';
import * as threePeople from './three-people.server.ts';
import * as views from './case-view.server.ts';
import * as voidMistake from './void-mistake.server.ts';
import * as writeAtDoor from './write-at-door.server.ts';
import { casesClearings } from './clearings.server.ts';
import { casesTells } from './tells.server.ts';
import { casesListen } from './listens.server.ts';
import { cardPhotosListen } from './drop-card-photos.server.ts';

/** A hồ sơ from first question to result. */
export const cases = room('cases', {
	keeps,
	renews: [slipsAnew()],
	doors: [
		answer,
		bringPhoto,
		chooseWay,
		claim,
		confirm,
		countSigned,
		dropCardPhotos,
		follow,
		giveBack,
		keepUpload,
		lists,
		nameParent,
		papers,
		receive,
		resume,
		start,
		startLike,
		submit,
		threePeople,
		views,
		voidMistake,
		writeAtDoor
	],
	listens: [...casesListen, ...cardPhotosListen],
	tells: casesTells,
	clearings: casesClearings,
	lends: [lendForms]
});
