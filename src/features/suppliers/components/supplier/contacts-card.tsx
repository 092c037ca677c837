'use client'

import { ActionIcon, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { isMasked } from '#src/features/datasets/rows/mask.ts'
import type { ContactResource } from '../../contacts/schema.ts'
import type { SupplierResource } from '../../record/schema.ts'
import { ContactDialog } from './contact-dialog.tsx'

interface Props {
  supplier: SupplierResource
  mayWrite: boolean
}

export function ContactsCard({ supplier, mayWrite }: Props) {
  const [edited, setEdited] = useState<ContactResource | 'new'>()
  const contacts = supplier.contacts ?? []
  return (
    <Card
      title="Contacts"
      aside={
        mayWrite ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            Add contact
          </Button>
        ) : null
      }
    >
      {contacts.length === 0 ? (
        <Text size="sm" c="dimmed">
          No contacts yet{mayWrite ? '. Add whom to call or write.' : '.'}
        </Text>
      ) : (
        <Stack gap="sm">
          {contacts.map((contact) => (
            <Contact
              key={contact.id}
              contact={contact}
              {...(mayWrite ? { onEdit: () => setEdited(contact) } : {})}
            />
          ))}
        </Stack>
      )}
      {edited ? (
        <ContactDialog
          supplier={supplier}
          contact={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </Card>
  )
}

function Contact({ contact, onEdit }: { contact: ContactResource; onEdit?: () => void }) {
  const { name, role, email, phone, is_primary } = contact
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Group gap={6}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          {is_primary ? <Badge size="sm">Main contact</Badge> : null}
        </Group>
        <Text size="sm" c="dimmed">
          {role ?? 'No role'}
        </Text>
        {email ? <Address text={email} href={`mailto:${email}`} /> : null}
        {phone ? <Address text={phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`} /> : null}
      </div>
      {onEdit ? (
        <ActionIcon variant="subtle" color="gray" aria-label={`Edit ${name}`} onClick={onEdit}>
          <IconPencil size={17} aria-hidden />
        </ActionIcon>
      ) : null}
    </Group>
  )
}

/** What is masked leads nowhere. */
function Address({ text, href }: { text: string; href: string }) {
  if (isMasked(text)) return <Text size="sm">{text}</Text>
  return (
    <div>
      <Anchor href={href} size="sm">
        {text}
      </Anchor>
    </div>
  )
}
