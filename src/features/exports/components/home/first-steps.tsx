'use client'

import { Anchor, List, Text } from '@mantine/core'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { Rights } from '../rights.ts'

interface Props {
  rights: Rights
  mayInvite: boolean
}

/** For whoever has no export yet: what to do first, and what comes after it. */
export function FirstSteps({ rights, mayInvite }: Props) {
  if (!rights.mayCreate) {
    return (
      <Card title="Nothing here yet">
        <Text size="sm">When someone shares an export with you, it appears here.</Text>
      </Card>
    )
  }
  return (
    <Card title="Your first file">
      <Text size="sm" mb="sm">
        Choose a dataset, the rows and columns you need, and a format. The form shows the first rows before
        you export.
      </Text>
      <LinkButton href="/exports/new">New export</LinkButton>
      <Text size="sm" mt="md" mb={4}>
        Or begin elsewhere:
      </Text>
      <List size="sm" spacing={4}>
        <Step href="/data">Look through the data, and export what you see</Step>
        <Step href="/exports/templates">Use a ready-made template</Step>
        {rights.maySchedule ? <Step href="/exports/schedules/new">Have a file made every month</Step> : null}
        {mayInvite ? <Step href="/settings/members">Invite colleagues</Step> : null}
      </List>
    </Card>
  )
}

function Step({ href, children }: { href: string; children: string }) {
  return (
    <List.Item>
      <Anchor component={Link} href={href} inherit>
        {children}
      </Anchor>
    </List.Item>
  )
}
