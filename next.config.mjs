/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  // Left external, Turbopack makes a symlink to pg that bundlers of the output cannot follow.
  transpilePackages: ['pg', 'pino'],
  images: { unoptimized: true },
  outputFileTracingExcludes: { '*': ['node_modules/@img/**', 'node_modules/sharp/**', '.waybill/**'] },
  typescript: { ignoreBuildErrors: true },
}
