import type { CaseView } from '#capabilities/cases/answers.ts';
import type { Locale } from '#design/spoken.ts';
import { everydayPaper } from '#capabilities/procedures/ui/everyday.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';
import { paths, withQuery } from '#web/paths.ts';
import { calledBack, readAnswer } from './answer-words.ts';
import { provenanceWords } from './provenance-words.ts';

type Answered = CaseView['asked'][number];

/** One line of "check your answers": what it is called, what was answered or found, who typed it, and where it is changed. */
export type CheckLine = {
	id: string;
	called: string;
	/** The official name of a paper, which stays Vietnamese: below its everyday name, or `called` itself. */
	official: string | null;
	answer: string;
	by: string;
	from: Answered['answer'];
	hand: Answered['hand'] | null;
	change: string;
};

/** Exactly what is filed, whole and unmasked: every answer and every paper, one line each. */
export function checkLines(view: CaseView, locale: Locale, helper: string): CheckLine[] {
	const answers = view.asked.map(({ question, answer, hand }) => ({
		id: question.id,
		called: calledBack(question, locale),
		official: null,
		answer: answer ? readAnswer(question, answer.value, locale) : m['cases.not-answered'](),
		by: answer ? provenanceWords(answer.provenance, helper, hand) : '',
		from: answer,
		hand,
		change: withQuery(paths.session.home, { cau: question.id })
	}));
	const nameOf = (id: string): string => view.procedure.papers.find((paper) => paper.id === id)?.name ?? id;
	const papers = view.papers.map((seen) => ({
		id: seen.id,
		called: everydayPaper(nameOf(seen.paper), locale) ?? nameOf(seen.paper),
		official: nameOf(seen.paper),
		answer: findWord(`cases.verdict-${seen.verdict}`) ?? '',
		...{ by: '', from: null, hand: null },
		change: paths.session.papers
	}));
	return [...answers, ...papers];
}
