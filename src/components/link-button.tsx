'use client'

import { Button, type ButtonProps } from '@mantine/core'
import Link from 'next/link'

/** A link that looks like a button; server components cannot pass Link to Mantine themselves. */
export function LinkButton(props: ButtonProps & { href: string }) {
  return <Button component={Link} {...props} />
}
