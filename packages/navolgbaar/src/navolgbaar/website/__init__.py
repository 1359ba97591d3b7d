"""Pages for everybody: home, subjects, figures, documents. They ask the rooms and show; they decide nothing."""
