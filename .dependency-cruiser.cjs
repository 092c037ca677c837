// The walls of docs/ARCHITECTURE.md: arrows only point down. `npm run check` runs this.
const feature = '^src/features/.*/'

/** Module paths that other code imports by name: they only re-export. */
const moduleDoors = '^src/lib/analytics/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'encoding-stands-alone',
      comment:
        'Bytes know nothing of databases, people or the product, so they can be tested and measured alone.',
      severity: 'error',
      from: { path: '^src/encoding/', pathNot: '[.]test[.]ts$' },
      to: { path: '^(src/(app|components|features|lib)|worker|scripts|tests|bench)/' },
    },
    {
      name: 'lib-is-the-ground-floor',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: ['[.]test[.]ts$', moduleDoors] },
      to: { path: '^(src/(app|components|encoding|features)|worker|scripts|tests|bench)/' },
    },
    {
      name: 'module-doors-lead-outside',
      comment: 'They are for code that is not ours, which would otherwise climb from lib into features.',
      severity: 'error',
      from: { path: '^(src|worker|scripts|bench)/', pathNot: [moduleDoors] },
      to: { path: moduleDoors },
    },
    {
      name: 'components-know-no-business',
      severity: 'error',
      from: { path: '^src/components/' },
      to: { path: '^(src/(app|encoding|features)|worker|scripts|tests|bench)/' },
    },
    {
      name: 'features-do-not-know-the-doors',
      severity: 'error',
      from: { path: '^src/features/', pathNot: '[.]test[.]ts$' },
      to: { path: '^(src/app|worker|scripts|tests|bench)/' },
    },
    {
      name: 'the-web-door-uses-front-doors-only',
      comment: 'Pages and route handlers call services; SQL and jobs stay behind them.',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { path: ['^src/features/.*(repository|jobs)\\.ts$', '^src/lib/db/', '^worker/'] },
    },
    {
      name: 'repositories-only-read-the-database',
      severity: 'error',
      from: { path: `${feature}repository\\.ts$` },
      to: { path: '^src/', pathNot: ['^src/lib/', `${feature}(schema|repository|sql|stored-files)\\.ts$`] },
    },
    {
      name: 'schemas-stay-on-the-server',
      comment: 'zod is 34 kB that a page would load. Addresses are read by the server, in request-in.ts.',
      severity: 'error',
      from: { path: `${feature}components/`, pathNot: ['[.]test[.]ts$', 'draft/request-in[.]ts$'] },
      to: {
        path: ['^node_modules/zod', `${feature}(details-)?schema[.]ts$`],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-the-worker-runs-jobs',
      severity: 'error',
      from: { pathNot: ['^(worker|tests|bench)/', '[.]test[.]ts$', `${feature}jobs\\.ts$`] },
      to: { path: `${feature}jobs\\.ts$` },
    },
    {
      name: 'ui-reaches-data-through-actions',
      severity: 'error',
      from: { path: `${feature}components/` },
      to: {
        path: [`${feature}(service|repository|jobs|queue)\\.ts$`, `${feature}(queries|commands)/`],
        pathNot: `${feature}components/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'one-database-door',
      comment: 'Only lib/db and lib/jobs talk to pg; features go through transaction().',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/lib/db/', '^src/lib/jobs/', '[.]test[.]ts$'] },
      to: { path: '^node_modules/(pg|pg-boss)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'worker-is-plain-node',
      severity: 'error',
      from: { path: '^worker/' },
      to: { path: '\\.tsx$|^node_modules/(next|react-dom)/', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.next/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'],
    },
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
