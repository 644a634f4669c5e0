/* Exports that nobody imports. What a file uses itself needs no export. */
import { dirname, join, matchesGlob, normalize } from 'node:path';
import ts from 'typescript';
import { resolverOf } from './figures-read.mjs';

/** Read by SvelteKit, by vite, by vitest or by a thread: their exports are asked for by name, not by an import. */
const asked =
	/(^|\/)\+(page|layout|server|error)[^/]*$|-thread\.server\.ts$|^src\/(hooks|service-worker|params)|^[^/]+$/;
const ALL = '*';

const isExported = (node) =>
	ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
const isDefault = (node) => ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
const isType = (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);

const bound = (name) =>
	ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((one) => (one.name ? bound(one.name) : []));

function namesOf(node) {
	if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(({ name }) => bound(name));
	return node.name ? [node.name.text] : [];
}

/** Names that a file gives, each with whether it is a type. */
function givenBy({ tree }) {
	const given = [];
	for (const node of tree.statements) {
		if (isExported(node) && !isDefault(node))
			for (const name of namesOf(node)) given.push({ name, type: isType(node) });
		if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause))
			for (const one of node.exportClause.elements)
				given.push({ name: one.name.text, type: node.isTypeOnly || one.isTypeOnly });
	}
	return given;
}

function importedNames(clause) {
	if (!clause?.namedBindings) return [];
	if (ts.isNamespaceImport(clause.namedBindings)) return [ALL];
	return clause.namedBindings.elements.map((one) => (one.propertyName ?? one.name).text);
}

const literal = (node) => (node && ts.isStringLiteralLike(node) ? node.text : null);
const isGlob = (node) => ts.isCallExpression(node) && node.expression.getText().startsWith('import.meta.glob');

/** What a file takes: [specifier, names]; a glob takes all that its files give. */
function takenBy({ tree }) {
	const taken = [];
	const visit = (node) => {
		if (ts.isImportDeclaration(node)) taken.push([node.moduleSpecifier.text, importedNames(node.importClause)]);
		else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
			const named = node.exportClause && ts.isNamedExports(node.exportClause);
			taken.push([
				node.moduleSpecifier.text,
				named ? node.exportClause.elements.map((one) => (one.propertyName ?? one.name).text) : [ALL]
			]);
		} else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			const [said] = node.arguments;
			if (literal(said)) taken.push([literal(said), [ALL]]);
			else if (said && ts.isTemplateExpression(said))
				taken.push([
					said.head.text + said.templateSpans.map(({ literal: end }) => `*${end.text}`).join(''),
					[ALL],
					'glob'
				]);
		} else if (ts.isImportTypeNode(node)) {
			const said = literal(node.argument.literal);
			if (said) taken.push([said, [node.qualifier ? node.qualifier.getText().split('.')[0] : ALL]]);
		} else if (isGlob(node)) for (const said of globsOf(node)) taken.push([said, [ALL], 'glob']);
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return taken;
}

function globsOf(node) {
	const [first] = node.arguments;
	const list = first && ts.isArrayLiteralExpression(first) ? first.elements : [first];
	return list.map(literal).filter(Boolean);
}

/** @returns exports without a taker: `{ file, name, type }` */
export function unusedExports(sources, folder) {
	const known = new Set(sources.map(({ name }) => name));
	const find = resolverOf(folder, known);
	const used = new Map([...known].map((name) => [name, new Set()]));
	for (const source of sources)
		for (const [said, names, glob] of takenBy(source)) {
			const pattern = glob && normalize(join(dirname(source.name), said));
			const files = glob ? [...known].filter((name) => matchesGlob(name, pattern)) : [find(source.name, said)];
			for (const file of files) for (const name of file ? names : []) used.get(file).add(name);
		}
	return sources
		.filter(({ name }) => !asked.test(name))
		.flatMap((source) => {
			const takers = used.get(source.name);
			if (takers.has(ALL)) return [];
			return givenBy(source)
				.filter(({ name }) => !takers.has(name))
				.map((one) => ({ file: source.name, ...one }));
		});
}
