"""Letters to and from people without an account: who follows a subject, and who asks whether something is right."""
