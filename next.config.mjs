/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  // Left external, Turbopack makes a symlink to pg that bundlers of the output cannot follow.
  transpilePackages: ['pg', 'pino'],
  images: { unoptimized: true },
  // The fonts of documents that the web process draws itself, and what shapes their letters, are found by name
  // while it runs.
  outputFileTracingIncludes: {
    '/api/v1/**/pdf': [
      'node_modules/@fontsource-variable/*/{package.json,unicode.json,files/*}',
      'node_modules/@fontsource/noto-sans-*/{package.json,unicode.json,files/*-{400,600}-normal.woff}',
      'node_modules/harfbuzzjs/{package.json,dist/*}',
    ],
  },
  outputFileTracingExcludes: { '*': ['node_modules/@img/**', 'node_modules/sharp/**', '.waybill/**'] },
  typescript: { ignoreBuildErrors: true },
}
