import svelte from 'eslint-plugin-svelte';
import svelteParser from 'svelte-eslint-parser';
import tseslint from 'typescript-eslint';

// Sizes and walls that a reader relies on; what a formatter or the types already say is not repeated here.
const sizes = (lines) => ({
	'max-lines': ['error', { max: lines }],
	'max-lines-per-function': ['error', { max: 40, skipComments: true }],
	'max-depth': ['error', 3],
	'max-params': ['error', 6],
	complexity: ['error', 17]
});

const sound = {
	'@typescript-eslint/no-explicit-any': 'error',
	'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
	'@typescript-eslint/consistent-type-imports': 'off',
	'no-restricted-exports': ['error', { restrictDefaultExports: { direct: false } }],
	'no-console': 'error',
	eqeqeq: ['error', 'always', { null: 'ignore' }],
	'no-restricted-syntax': [
		'error',
		{ selector: 'TSEnumDeclaration', message: 'Unions of literals, not enums.' },
		{
			selector: "ClassDeclaration:not([superClass.name='Error'])",
			message: 'Functions, not classes; only Refusal extends.'
		}
	]
};

const noSql = {
	'no-restricted-syntax': [
		...sound['no-restricted-syntax'],
		{
			selector: "TaggedTemplateExpression[tag.name='sql'], TaggedTemplateExpression[tag.property.name='sql']",
			message: 'SQL lives in sql*.server.ts, one statement a function.'
		}
	]
};

const noDoubleCast = {
	create: (context) => ({
		'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]': (node) =>
			context.report({ node, message: 'No cast through unknown.' })
	})
};

export default tseslint.config(
	{ ignores: ['build', '.svelte-kit', 'node_modules', 'src/words/generated', 'data', 'static'] },
	{
		files: ['**/*.ts'],
		languageOptions: { parser: tseslint.parser },
		plugins: { '@typescript-eslint': tseslint.plugin },
		rules: { ...sound, ...sizes(250) }
	},
	{ files: ['src/**/*.ts'], ignores: ['src/**/sql*.server.ts', 'src/platform/scope.server.ts'], rules: noSql },
	{
		files: ['src/**/*.{ts,svelte}'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ group: ['../../../*'], message: 'Far away is named: `#capabilities/…`, `#web/…`, `#seed/…`.' }] }
			]
		}
	},
	// A page says what it shows and what its forms do; what takes longer to say stands in a noun's own file beside it.
	{ files: ['src/routes/**/+page.server.ts'], rules: { 'max-lines': ['error', { max: 40 }] } },
	{
		files: ['src/routes/**/+page.server.ts'],
		ignores: ['src/routes/trinh-dien/**'],
		rules: {
			'no-restricted-syntax': [
				...noSql['no-restricted-syntax'],
				{
					selector: "CallExpression[callee.property.name='formData']",
					message: 'A form becomes a command’s input by its schema: `acting` in src/web/act.server.ts.'
				}
			]
		}
	},
	{
		files: ['src/**/forms/*.ts', 'src/design/drawings.ts', 'src/design/scenes.ts'],
		rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' }
	},
	{
		files: ['**/*.test.ts', 'tests/**/*.ts'],
		rules: { ...sizes(400), 'max-lines-per-function': 'off', 'max-depth': ['error', 4] }
	},
	{ files: ['bench/**'], rules: { 'max-lines-per-function': 'off' } },
	{
		files: ['bench/**', 'seed/**', 'house/**', 'gate/**', 'sandbox/**', 'src/platform/log.server.ts'],
		rules: { 'no-console': 'off' }
	},
	// A type that is not so is not made so: a word from a variable is `word` (src/words/word.ts).
	{
		files: ['src/**/*.{ts,svelte}'],
		ignores: ['**/*.test.ts', 'src/capabilities/procedures/catalogue.server.ts'],
		plugins: { house: { rules: { 'no-double-cast': noDoubleCast } } },
		rules: { 'house/no-double-cast': 'error' }
	},
	...svelte.configs['flat/base'],
	{ files: ['**/*.svelte.ts'], languageOptions: { parser: svelteParser, parserOptions: { parser: tseslint.parser } } },
	{
		files: ['**/*.svelte'],
		languageOptions: { parser: svelteParser, parserOptions: { parser: tseslint.parser } },
		plugins: { '@typescript-eslint': tseslint.plugin },
		rules: {
			'max-lines': ['error', { max: 250 }],
			'@typescript-eslint/no-explicit-any': 'error',
			'svelte/no-at-html-tags': 'off',
			'svelte/require-each-key': 'error',
			'svelte/no-inline-styles': 'error'
		}
	}
);
