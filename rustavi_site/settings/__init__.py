"""Settings by place: local (`make run`), development (`make dev`), test, production."""
