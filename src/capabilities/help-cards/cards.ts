import * as v from 'valibot';
import { HouseCard } from './card-shape.ts';
import threeFingers from './cards/ba-ngon-tay.json' with { type: 'json' };
import bigLetters from './cards/chu-to.json' with { type: 'json' };
import callBack from './cards/cup-goi-lai.json' with { type: 'json' };
import full from './cards/day-may.json' with { type: 'json' };
import keepSlip from './cards/giu-phieu.json' with { type: 'json' };
import hearWell from './cards/nghe-ro.json' with { type: 'json' };
import restart from './cards/tat-mo-lai.json' with { type: 'json' };
import wifi from './cards/wi-fi.json' with { type: 'json' };

/** The cards that come with the house, in the order of the list. A changed one is a new version of it. */
export const houseCards: readonly HouseCard[] = [
	...[bigLetters, hearWell, restart, wifi, full, threeFingers, callBack, keepSlip]
].map((one) => v.parse(HouseCard, one));

const byId = new Map(houseCards.map((one) => [one.id, one]));

export const findHouseCard = (card: string): HouseCard | undefined => byId.get(card);
