import { pathToFileURL } from 'node:url'
import { root } from './launcher/paths.mjs'
import { buildWeb, webEnvironment, webServer } from './launcher/web-build.ts'

// npm run web [-- --build]
// The web process in the foreground, as a container runs it; with --build it is only made ready.

process.chdir(root)
await buildWeb({})
if (!process.argv.includes('--build')) {
  const { APP_URL, AUTH_SECRET, NODE_ENV = 'production' } = process.env
  // The sign-in reads its address and its secret by names of its own.
  const named = { NODE_ENV, NEXTAUTH_URL: APP_URL, NEXTAUTH_SECRET: AUTH_SECRET }
  Object.assign(process.env, webEnvironment, named)
  await import(pathToFileURL(webServer).href)
}
